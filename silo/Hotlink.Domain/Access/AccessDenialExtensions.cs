namespace Hotlink.Domain.Access;

/// <summary>The words for a refusal.</summary>
public static class AccessDenialExtensions
{
    /// <summary>The text that logs, tools and errors show; those of the access lists are the ones the original server uses.</summary>
    public static string ToText(this AccessDenial denial) => denial switch
    {
        AccessDenial.None => "allowed",
        AccessDenial.NoUser => "no user",
        AccessDenial.InvalidLevel => "invalid access level",
        AccessDenial.PathTooLong => "path too long",
        AccessDenial.NoRules => "no rules available",
        AccessDenial.NoReadAccess => "no read access",
        AccessDenial.NoWriteAccess => "no write access",
        AccessDenial.NoAdminAccess => "no admin access",
        AccessDenial.RulesTooCostly => "rules too costly",
        _ => "denied",
    };
}
