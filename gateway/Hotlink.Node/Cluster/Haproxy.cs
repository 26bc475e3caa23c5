using System.Globalization;
using System.Text;

namespace Hotlink.Node.Cluster;

/// <summary>HAProxy in front of the nodes: new connections go to the ready node with the fewest.</summary>
internal static class Haproxy
{
    /// <summary>Whether it is installed.</summary>
    public static bool IsInstalled => Program is not null;

    private static string? Program => Tool.Find("haproxy", "/usr/sbin", "/usr/local/sbin");

    /// <summary>Starts it.</summary>
    public static async Task<ClusterBalancer> StartAsync(string folder, int port, IReadOnlyList<ClusterMember> nodes, CancellationToken cancellationToken)
    {
        var file = Path.Combine(folder, "haproxy.cfg");
        await File.WriteAllTextAsync(file, Configuration(port, nodes), cancellationToken);
        await Tool.RunAsync(Program!, ["-c", "-q", "-f", file], cancellationToken);
        return new(port, RunningProcess.Start(Path.Combine(folder, "haproxy.log"), Program!, "-db", "-f", file));
    }

    /// <summary>The configuration. Streams are as long as they are: what ends them are pings, not timeouts.</summary>
    public static string Configuration(int port, IReadOnlyList<ClusterMember> nodes)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"""
            defaults
                mode http
                timeout connect 3s
                timeout client 60s
                timeout server 60s
                timeout tunnel 24h
                option redispatch 1
                retries 3
                retry-on conn-failure empty-response 503

            frontend relay
                bind 127.0.0.1:{port}
                http-request deny deny_status 404 if {LeftBrace} path /statusz {RightBrace}
                default_backend nodes

            backend nodes
                balance leastconn
                option forwardfor
                option httpchk GET /readyz
                default-server check inter 500ms fall 1 rise 1
            """);
        foreach (var node in nodes)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"    server node{node.Number} 127.0.0.1:{node.Port}");
        }

        return text.ToString();
    }

    private const char LeftBrace = '{';
    private const char RightBrace = '}';
}
