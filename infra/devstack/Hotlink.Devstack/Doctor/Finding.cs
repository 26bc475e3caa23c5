namespace Hotlink.Devstack.Doctor;

/// <summary>Something that the doctor has looked at.</summary>
/// <param name="Severity">How much it matters.</param>
/// <param name="Check">What was looked at: <c>server</c>, <c>token</c>, <c>clock</c>, <c>rights</c>, <c>markers</c>, <c>ports</c>, <c>paths</c>, <c>leftovers</c>, <c>probe</c>.</param>
/// <param name="What">What was found.</param>
/// <param name="Why">Why it matters; empty when all is well.</param>
/// <param name="Todo">What to do; empty when all is well.</param>
internal sealed record Finding(Severity Severity, string Check, string What, string Why, string Todo)
{
    public static Finding Ok(string check, string what) => new(Severity.Ok, check, what, "", "");

    public static Finding Warning(string check, string what, string why, string todo) => new(Severity.Warning, check, what, why, todo);

    public static Finding Problem(string check, string what, string why, string todo) => new(Severity.Problem, check, what, why, todo);
}
