namespace Hotlink.Protocol.Messages;

/// <summary>The address of an application's endpoint in a datasite. A string in JSON, a map in MessagePack.</summary>
/// <param name="Datasite">The owner's email.</param>
/// <param name="AppName">The application; may hold slashes.</param>
/// <param name="Endpoint">The endpoint below <c>rpc</c>; may hold slashes.</param>
/// <param name="QueryParams">The query by name, or null where there is none.</param>
public sealed record SyftUrl(
    string Datasite,
    string AppName,
    string Endpoint,
    IReadOnlyDictionary<string, string>? QueryParams = null)
{
    /// <summary>The URL without any part, as Go has it before one is set.</summary>
    public static SyftUrl Empty { get; } = new("", "", "");

    /// <inheritdoc/>
    public bool Equals(SyftUrl? other) =>
        other is not null && Datasite == other.Datasite && AppName == other.AppName && Endpoint == other.Endpoint
        && Same.Maps(QueryParams, other.QueryParams);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Datasite, AppName, Endpoint, QueryParams?.Count);
}
