using System.Text.Json;
using Hotlink.Domain.Access;

namespace Hotlink.Grains.Access.Checking;

/// <summary>
/// Answers questions line by line: <c>{"path":…,"user":…,"level":…}</c> with <c>{"allow":…,"rule":…}</c>. Every line but an empty one gets
/// exactly one answer, at once.
/// </summary>
internal sealed class AccessBatch(Rulebook rulebook, AccessCheckOptions options, TimeProvider timeProvider)
{
    /// <summary>The longest question, in characters.</summary>
    public const int MaxLineLength = 64 * 1024;

    public async Task<int> RunAsync(TextReader input, TextWriter output, CancellationToken cancellationToken)
    {
        var lines = new BoundedLineReader(input, MaxLineLength);
        while (await lines.ReadAsync(cancellationToken) is { } line)
        {
            if (line.IsTooLong || !string.IsNullOrWhiteSpace(line.Text))
            {
                await output.WriteLineAsync(Answer(line).AsMemory(), cancellationToken);
                await output.FlushAsync(cancellationToken);
            }
        }

        return AccessCheck.Allowed;
    }

    private string Answer(BoundedLine line)
    {
        if (line.IsTooLong)
        {
            return AccessAnswer.OfError($"the line is longer than {MaxLineLength} characters").ToJson();
        }

        try
        {
            using var document = JsonDocument.Parse(line.Text);
            return Answer(document.RootElement).ToJson();
        }
        catch (JsonException)
        {
            return AccessAnswer.OfError("the line is not JSON").ToJson();
        }
    }

    private AccessAnswer Answer(JsonElement question)
    {
        if (question.ValueKind != JsonValueKind.Object)
        {
            return AccessAnswer.OfError("the line is not a JSON object");
        }

        if (!TryGetText(question, "path", null, out var path))
        {
            return AccessAnswer.OfError("path is missing or not a text");
        }

        if (!TryGetText(question, "user", options.User, out var user))
        {
            return AccessAnswer.OfError("user is missing or not a text");
        }

        if (!TryGetText(question, "level", options.Level.ToString(), out var name) || !AccessLevelNames.TryParse(name, out var level))
        {
            return AccessAnswer.OfError($"level is none of {string.Join(", ", AccessLevelNames.All)}");
        }

        var today = DateOnly.FromDateTime(timeProvider.GetUtcNow().UtcDateTime);
        return AccessAnswer.Of(rulebook.Decide(user, level, path, today));
    }

    // A string with half a surrogate pair in it can't be read as a text either.
    private static bool TryGetText(JsonElement question, string name, string? otherwise, out string text)
    {
        text = otherwise ?? "";
        if (!question.TryGetProperty(name, out var value))
        {
            return otherwise is not null;
        }

        try
        {
            text = value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
            return value.ValueKind == JsonValueKind.String;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
