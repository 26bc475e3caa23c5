using System.Globalization;
using Hotlink.Domain.Identity;

namespace Hotlink.Domain.Access.Templates;

/// <summary>What a template can see of a request: who asks, and on which day (UTC).</summary>
internal sealed class TemplateData(string user, DateOnly utcToday)
{
    /// <summary>The value of a field; null when there is no such field.</summary>
    public object? Field(string name) => name switch
    {
        "UserEmail" => TemplateText.OfUser(user),
        "UserHash" => TemplateText.OfRule(UserHash.Of(user)),
        "Year" => Digits("yyyy"),
        "Month" => Digits("MM"),
        "Date" => Digits("dd"),
        _ => null,
    };

    /// <summary>True when the value of the field changes at midnight.</summary>
    public static bool IsDated(string name) => name is "Year" or "Month" or "Date";

    private TemplateText Digits(string format) => TemplateText.OfRule(utcToday.ToString(format, CultureInfo.InvariantCulture));
}
