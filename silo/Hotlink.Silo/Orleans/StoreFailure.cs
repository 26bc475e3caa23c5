namespace Hotlink.Silo.Orleans;

/// <summary>What is wrong with the membership store.</summary>
/// <param name="Reason">In one line, without a secret.</param>
/// <param name="MayPass">Whether it can be otherwise soon, with nobody doing anything about it.</param>
internal sealed record StoreFailure(string Reason, bool MayPass);
