namespace Hotlink.Gateway.Tenancy;

/// <summary>Which ICE servers peers are told to use. Configuration section <c>Ice</c>, or <c>Ice</c> in a tenant's entry.</summary>
internal sealed class IceOptions
{
    public const string Section = "Ice";

    /// <summary>Comma list of ICE URLs, advertised as it is. When set, the three settings below are not used.</summary>
    public string? Servers { get; set; }

    /// <summary>Host of the TURN server; when null, <see cref="PublicHost"/>, then the host the client asked for.</summary>
    public string? TurnHost { get; set; }

    /// <summary>Port of the TURN server; 5349 when null.</summary>
    public string? TurnPort { get; set; }

    /// <summary>The relay's own public name, so that the advertisement doesn't depend on what a client writes into <c>Host</c>.</summary>
    public string? PublicHost { get; set; }

    /// <summary>Secret shared with the TURN server (coturn: <c>static-auth-secret</c>); peers then get credentials that expire.</summary>
    public string? TurnSecret { get; set; }

    /// <summary>How long such credentials hold: 12 hours by default, from 1 minute to 7 days.</summary>
    public TimeSpan TurnLifetime { get; set; } = TimeSpan.FromHours(12);

    /// <summary>A fixed TURN user, the same for every peer; not used when <see cref="TurnSecret"/> is set.</summary>
    public string? TurnUser { get; set; }

    /// <summary>The fixed TURN password; not used when <see cref="TurnSecret"/> is set.</summary>
    public string? TurnPass { get; set; }

    /// <summary>Blank settings count as not set, and blanks around a value as not written.</summary>
    public void Trim()
    {
        Servers = Trimmed(Servers);
        TurnHost = Trimmed(TurnHost);
        TurnPort = Trimmed(TurnPort);
        PublicHost = Trimmed(PublicHost);
        TurnSecret = Trimmed(TurnSecret);
        TurnUser = Trimmed(TurnUser);
        TurnPass = Trimmed(TurnPass);
    }

    private static string? Trimmed(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
