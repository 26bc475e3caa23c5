namespace Hotlink.Load.Tests.EndToEnd;

/// <summary>What a relay does to one data frame that it should only hand on.</summary>
internal enum Fault
{
    None,
    Drop,
    Duplicate,
    Delay,
    Damage,
    CloseSession,
    EndConnection,
}
