using System.Text.Json;
using Hotlink.Devstack.Telemetry;

namespace Hotlink.Devstack.Doctor;

/// <summary>Finds and reads the markers in a party's sandbox.</summary>
internal static class MarkerReader
{
    private const int MaxBytes = 64 * 1024;
    private const string FileName = "stream.tcp";

    /// <summary>All markers that can be read; what can't becomes a finding.</summary>
    public static IReadOnlyList<MarkerFile> Read(PartyFolder party, ICollection<Finding> findings)
    {
        List<MarkerFile> markers = [];
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = true };
        foreach (var path in Directory.Exists(party.Datasites) ? Directory.EnumerateFiles(party.Datasites, FileName, options) : [])
        {
            var directory = Path.GetRelativePath(party.Datasites, Path.GetDirectoryName(path)!).Replace('\\', '/');
            if (!directory.Contains('/', StringComparison.Ordinal))
            {
                continue;
            }

            if (Parse(party, directory, path) is { } marker)
            {
                markers.Add(marker);
            }
            else if (!IsAddressOfASocket(path))
            {
                findings.Add(Finding.Problem(
                    "markers",
                    $"{party.Email}: {directory}/{FileName} is not a marker",
                    "a daemon ignores it, and no tunnel opens",
                    """write JSON: {"from":"me","to":"peer","port":N,"ports":{"me":N,"peer":M}}"""));
            }
        }

        return markers;
    }

    private static MarkerFile? Parse(PartyFolder party, string directory, string path)
    {
        try
        {
            using var document = JsonDocument.Parse(new FileInfo(path).Length <= MaxBytes ? File.ReadAllBytes(path) : []);
            var root = document.RootElement;
            var (from, to) = (root.Text("from"), root.Text("to"));
            var ports = root.Object("ports");
            return from.Length == 0 || to.Length == 0 ? null : new()
            {
                Local = party.Email,
                Directory = directory,
                From = from,
                To = to,
                Port = Number(root.OptionalNumber("port")),
                Ports = ports.ValueKind == JsonValueKind.Object
                    ? ports.EnumerateObject().GroupBy(entry => entry.Name).ToDictionary(group => group.Key, group => Number(ports.OptionalNumber(group.Key)))
                    : new Dictionary<string, int>(),
            };
        }
        catch (Exception unreadable) when (unreadable is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // A local socket over TCP leaves its address in a file of the same name.
    private static bool IsAddressOfASocket(string path) =>
        new FileInfo(path).Length < 100 && File.ReadAllText(path).Trim().Split(':') is [_, var port] && ushort.TryParse(port, out _);

    private static int Number(long? number) => number is > 0 and <= ushort.MaxValue ? (int)number : 0;
}
