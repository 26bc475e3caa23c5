using System.Globalization;

namespace Hotlink.Load.Settings;

/// <summary>Where sessions are opened. Every session gets a path of its own, in a folder below its sender's datasite.</summary>
internal sealed class PathTemplate
{
    private const string UserField = "{user}";
    private const string PairField = "{pair}";
    private const string SessionField = "{session}";

    private readonly string _text;

    private PathTemplate(string text) => _text = text;

    /// <summary>What is used unless configured otherwise.</summary>
    public static PathTemplate Default { get; } = new("{user}/bench/{pair}-{session}/data.request");

    /// <summary>Reads a template.</summary>
    /// <returns><see langword="null"/> where it doesn't start with <c>{user}/FOLDER/</c> or lacks <c>{session}</c>.</returns>
    public static PathTemplate? TryParse(string text)
    {
        var segments = text.Split('/');
        var isUsable = segments.Length >= 3 && segments[0] == UserField && !segments.Contains("") && !segments.Contains("..")
            && !segments[1].Contains('{', StringComparison.Ordinal)
            && text.Contains(SessionField, StringComparison.Ordinal) && text.Contains(PairField, StringComparison.Ordinal);
        return isUsable ? new(text) : null;
    }

    /// <summary>The path of one session.</summary>
    public string Path(string user, int pair, int session) => _text
        .Replace(UserField, user, StringComparison.Ordinal)
        .Replace(PairField, pair.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace(SessionField, session.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    /// <summary>The folder that holds all paths of a user and that gets the rule file.</summary>
    public string Folder(string user) => $"{user}/{_text.Split('/')[1]}";

    /// <inheritdoc/>
    public override string ToString() => _text;
}
