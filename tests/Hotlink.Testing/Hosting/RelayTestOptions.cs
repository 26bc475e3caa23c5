using Hotlink.Testing.Time;

namespace Hotlink.Testing.Hosting;

/// <summary>What a test changes about the relay.</summary>
public sealed record RelayTestOptions
{
    /// <summary>The relay as it comes, with <c>--auth off</c>.</summary>
    public static RelayTestOptions Default { get; } = new();

    /// <summary>Settings as on the command line or in the environment, such as <c>Connections:OpensPerSecond</c>.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>A clock of the test's own; the system's where unset.</summary>
    public TestTimeProvider? Time { get; init; }

    /// <summary>Fills the datasites folder before the relay starts.</summary>
    public Action<string>? Datasites { get; init; }
}
