using System.Reflection;
using System.Runtime.InteropServices;

namespace Hotlink.Gateway.Handshake;

/// <summary>What this server calls itself.</summary>
internal static class ServerIdentity
{
    private static readonly string[] Informational = typeof(ServerIdentity).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+', 2) ?? ["0"];

    /// <summary>Such as <c>0.1.0</c>.</summary>
    public static string Version => Informational[0];

    /// <summary>One line in the form of SyftBox's own; tools look for "Syft" in it.</summary>
    public static string Banner { get; } =
        $"SyftBox HotlinkOrleans/{Version} ({Revision}; {RuntimeInformation.FrameworkDescription}; {RuntimeInformation.RuntimeIdentifier})";

    private static string Revision => Informational.Length > 1 ? Informational[1][..Math.Min(Informational[1].Length, 12)] : "unknown";
}
