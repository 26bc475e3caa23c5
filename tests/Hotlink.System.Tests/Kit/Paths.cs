namespace Hotlink.System.Tests.Kit;

/// <summary>Paths of sessions as applications name them.</summary>
internal static class Paths
{
    /// <summary>A path whose session has one reader.</summary>
    public static string Tcp(string owner, string channel = "0_to_1") => $"{owner}/app_data/flow/_mpc/{channel}/stream.tcp.request";

    /// <summary>A path whose session goes to all who accept.</summary>
    public static string FanOut(string owner, string name = "news") => $"{owner}/app_data/flow/rpc/{name}/feed.request";
}
