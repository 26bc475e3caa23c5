using Hotlink.Grains.Abstractions.Hosting;

namespace Hotlink.Silo.Local;

/// <summary>Tells live grains of one type apart by their keys, and finds them by these.</summary>
internal sealed class ActivationComparer<TGrain> : IEqualityComparer<Activation<TGrain>>, IAlternateEqualityComparer<string, Activation<TGrain>>
    where TGrain : class, IHotlinkGrain
{
    public static ActivationComparer<TGrain> Instance { get; } = new();

    public bool Equals(Activation<TGrain>? x, Activation<TGrain>? y) => x?.Key == y?.Key;

    public bool Equals(string alternate, Activation<TGrain> other) => alternate == other.Key;

    public int GetHashCode(Activation<TGrain> obj) => GetHashCode(obj.Key);

    public int GetHashCode(string alternate) => alternate.GetHashCode(StringComparison.Ordinal);

    public Activation<TGrain> Create(string alternate) => throw new NotSupportedException("A key alone makes no grain.");
}
