using System.Net.Sockets;

namespace Hotlink.Devstack.Doctor;

/// <summary>Socket files that nobody listens on any more.</summary>
internal static class SocketRules
{
    /// <summary>Where daemons put their sockets (client behaviour, section 4.2).</summary>
    public const string Folder = "/tmp/syftbox-hotlink";

    public static IEnumerable<Finding> Look(string folder)
    {
        var stale = Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.sock").Where(path => !Answers(path)).ToList() : [];
        return stale.Count == 0 ? [] :
        [
            Finding.Warning("leftovers", $"{stale.Count} socket file(s) in {folder} have no daemon any more, such as {Path.GetFileName(stale[0])}",
                "a program that connects to one is refused; a daemon replaces its own when it starts", $"remove them: rm {folder}/*.sock, while no daemon runs"),
        ];
    }

    private static bool Answers(string path)
    {
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            socket.Connect(new UnixDomainSocketEndPoint(path));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
