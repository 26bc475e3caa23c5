namespace Hotlink.Grains.Access;

/// <summary>What is in force where a rule file has a problem.</summary>
public enum RuleFileEffect
{
    /// <summary>The rules that the directory had before.</summary>
    PreviousRules,

    /// <summary>Nobody but the owner: no rules of this directory were known.</summary>
    Private,

    /// <summary>The other rules of the file.</summary>
    OtherRules,

    /// <summary>Nothing from here: the directory or file is left out.</summary>
    Ignored,
}
