namespace Hotlink.Load.Workloads;

/// <summary>How a sender learns what its readers got.</summary>
internal enum CreditKind
{
    /// <summary>By signals through the relay, as real peers do it: one for each quarter of a window.</summary>
    Signal,

    /// <summary>Inside the load generator, which is both: the relay has data to carry and nothing else.</summary>
    Local,
}
