namespace Hotlink.Domain.Access;

/// <summary>What is wrong with a rule of a file that is otherwise in force.</summary>
public enum RuleProblemKind
{
    /// <summary>The pattern is not a valid glob: the rule matches nothing.</summary>
    MalformedPattern,

    /// <summary>The pattern is not a valid template, or uses a part of the language that is not supported: the rule matches nothing.</summary>
    MalformedTemplate,
}
