namespace Hotlink.Devstack.Commands;

/// <summary>The name of a flow becomes a folder.</summary>
internal static class FlowName
{
    public static string Check(string name) =>
        name.Length is > 0 and <= 60 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_')
            ? name
            : throw new DevstackException($"'{name}' can't be the name of a flow: letters, digits, - and _.");
}
