namespace Hotlink.Client.Diagnostics;

/// <summary>The names under which metrics and traces are published.</summary>
public static class HotlinkDiagnostics
{
    /// <summary>The name of the meter and of the activity source.</summary>
    public const string SourceName = "Hotlink.Client";
}
