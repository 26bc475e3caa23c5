using System.Globalization;
using System.Text;

namespace Hotlink.Gateway.Tenancy;

/// <summary>What ICE settings must be, as lines that name the setting and hide the value.</summary>
internal static class IceRules
{
    private static readonly TimeSpan ShortestLifetime = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestLifetime = TimeSpan.FromDays(7);

    public static IEnumerable<string> Check(string setting, IceOptions options)
    {
        (string Name, string? Value)[] sent =
            [("Servers", options.Servers), ("TurnUser", options.TurnUser), ("TurnPass", options.TurnPass)];
        foreach (var (name, _) in sent.Where(entry => !FitsHeader(entry.Value)))
        {
            yield return $"{setting}:{name} can't be sent in a header: use printable ASCII.";
        }

        (string Name, string? Value)[] hosts = [("TurnHost", options.TurnHost), ("PublicHost", options.PublicHost)];
        foreach (var (name, _) in hosts.Where(entry => entry.Value is not null && !IsHost(entry.Value)))
        {
            yield return $"{setting}:{name} is not a host name or address.";
        }

        if (options.TurnPort is not null && !IsPort(options.TurnPort))
        {
            yield return $"{setting}:TurnPort is not a port.";
        }

        if (options.TurnSecret is not null && Encoding.UTF8.GetByteCount(options.TurnSecret) < SecretRules.MinimumBytes)
        {
            yield return $"{setting}:TurnSecret is shorter than {SecretRules.MinimumBytes} bytes.";
        }

        if (options.TurnLifetime < ShortestLifetime || options.TurnLifetime > LongestLifetime)
        {
            yield return $"{setting}:TurnLifetime is {options.TurnLifetime}, not between {ShortestLifetime} and {LongestLifetime}.";
        }
    }

    private static bool FitsHeader(string? value) => value is null || value.All(c => c is >= ' ' and <= '~');

    private static bool IsPort(string value) =>
        ushort.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0;

    private static bool IsHost(string value) => HostName.TryParse(value.Contains(':') ? $"[{value.Trim('[', ']')}]" : value, out _);
}
