using Mpc3.Sharing;

namespace Mpc3.Computations;

/// <summary>Something that three parties compute from private vectors.</summary>
internal interface IComputation
{
    /// <summary>The computation on shares; the result is known to all.</summary>
    Task<ulong[]> RunAsync(ShareProtocol protocol, ulong[] mine, CancellationToken cancellationToken);

    /// <summary>The same from the plain vectors of all parties.</summary>
    ulong[] Plain(IReadOnlyList<ulong[]> inputs);
}
