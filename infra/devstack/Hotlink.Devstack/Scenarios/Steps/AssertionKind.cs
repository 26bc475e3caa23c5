namespace Hotlink.Devstack.Scenarios.Steps;

/// <summary>What is asserted when all is over.</summary>
internal enum AssertionKind
{
    /// <summary>A party's streams have resumed at least so often.</summary>
    Resumes,

    /// <summary>A party's daemon has moved at least so many bytes.</summary>
    Moved,

    /// <summary>The output of a party's program holds a text.</summary>
    Output,
}
