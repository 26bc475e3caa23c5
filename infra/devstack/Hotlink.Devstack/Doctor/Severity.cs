namespace Hotlink.Devstack.Doctor;

/// <summary>How much a finding matters.</summary>
internal enum Severity
{
    /// <summary>All is well.</summary>
    Ok,

    /// <summary>It may go well.</summary>
    Warning,

    /// <summary>It won't.</summary>
    Problem,
}
