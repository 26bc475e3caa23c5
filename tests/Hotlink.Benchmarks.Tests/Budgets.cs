using System.Text.Json;

namespace Hotlink.Benchmarks.Tests;

/// <summary>What code may take at most: <c>tests/Hotlink.Benchmarks/budgets.json</c>.</summary>
/// <param name="AllocatedBytesPerCall">For each benchmark, by folder, class and method.</param>
/// <param name="RelayedFrameBytes">What relaying one frame may allocate, from socket to socket.</param>
/// <param name="IdleSessionBytes">What a session holds that is accepted and does nothing.</param>
public sealed record Budgets(IReadOnlyDictionary<string, long> AllocatedBytesPerCall, long RelayedFrameBytes, long IdleSessionBytes)
{
    /// <summary>Reads them.</summary>
    public static Budgets Read() =>
        JsonSerializer.Deserialize<Budgets>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "budgets.json")), JsonSerializerOptions.Web)!;
}
