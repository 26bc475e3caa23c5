namespace Hotlink.Silo.Orleans;

/// <summary>Names of silos: their role comes first, so that every other silo knows it.</summary>
internal static class NodeNames
{
    private const char Separator = '-';

    /// <summary>The name of this process's silo.</summary>
    public static string Of(NodeRole role, int port) => $"{role.ToString().ToLowerInvariant()}{Separator}{Environment.MachineName}{Separator}{port}";

    /// <summary>Whether grains other than those of connections can live on a silo.</summary>
    public static bool HoldsSessions(string siloName) =>
        !siloName.StartsWith($"{nameof(NodeRole.Gateway)}{Separator}", StringComparison.OrdinalIgnoreCase);
}
