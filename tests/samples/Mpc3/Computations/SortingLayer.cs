namespace Mpc3.Computations;

/// <summary>Comparisons that touch no position twice, so that all are done at once.</summary>
/// <param name="Low">Where the smaller values go.</param>
/// <param name="High">Where the larger values go.</param>
internal sealed record SortingLayer(int[] Low, int[] High);
