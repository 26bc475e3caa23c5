using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Hotlink.Domain.Access;

namespace Hotlink.Grains.Access.Checking;

/// <summary>One answer of a batch.</summary>
/// <param name="Allow">The user may.</param>
/// <param name="Rule">What decided: a file and pattern, or <c>owner</c>.</param>
/// <param name="Error">Why the question can't be answered; left out when it can.</param>
internal sealed record AccessAnswer(
    [property: JsonPropertyName("allow")] bool Allow,
    [property: JsonPropertyName("rule")] string? Rule,
    [property: JsonPropertyName("error"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Error)
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static AccessAnswer Of(AccessDecision decision) => new(decision.Allowed, AccessRuleText.Of(decision), null);

    public static AccessAnswer OfError(string error) => new(false, null, error);

    public string ToJson() => JsonSerializer.Serialize(this, Json);
}
