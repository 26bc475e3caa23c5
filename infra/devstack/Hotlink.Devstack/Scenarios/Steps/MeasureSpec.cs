namespace Hotlink.Devstack.Scenarios.Steps;

/// <summary>Where a measurement belongs: the same work by different ways is compared.</summary>
internal sealed record MeasureSpec(string What, string Way);
