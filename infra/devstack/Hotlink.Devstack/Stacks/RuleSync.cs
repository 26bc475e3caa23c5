using Hotlink.Domain.Access;

namespace Hotlink.Devstack.Stacks;

/// <summary>
/// Whether the relay has a party's rules. The daemon uploads them, over the wire as with a hosted relay; until it has, an open by the rules
/// of a channel is turned down.
/// </summary>
internal static class RuleSync
{
    private static readonly EnumerationOptions Everywhere = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };

    /// <summary>True when every rule file of the party lies at the relay as it is.</summary>
    public static bool IsDone(StackLayout layout, PartySpec party)
    {
        var own = layout.OwnDatasite(party.Email);
        return Directory.EnumerateFiles(own, RuleFile.Name, Everywhere)
            .All(path => IsSame(path, Path.Combine(layout.RelayDatasites, party.Email, Path.GetRelativePath(own, path))));
    }

    /// <summary>Completes when that is so for all these parties.</summary>
    /// <exception cref="TimeoutException">It isn't in time.</exception>
    public static async Task WaitAsync(StackLayout layout, IReadOnlyCollection<PartySpec> parties, TimeSpan limit, TimeProvider timeProvider)
    {
        var start = timeProvider.GetTimestamp();
        while (!parties.All(party => IsDone(layout, party)))
        {
            if (timeProvider.GetElapsedTime(start) > limit)
            {
                throw new TimeoutException("the relay has not got all rules");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), timeProvider);
        }
    }

    private static bool IsSame(string mine, string theirs)
    {
        try
        {
            return File.Exists(theirs) && File.ReadAllBytes(mine).AsSpan().SequenceEqual(File.ReadAllBytes(theirs));
        }
        catch (IOException)
        {
            return false;
        }
    }
}
