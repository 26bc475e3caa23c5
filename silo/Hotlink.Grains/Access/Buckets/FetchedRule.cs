using Hotlink.Domain.Access;
using Hotlink.Grains.Access.Folders;

namespace Hotlink.Grains.Access.Buckets;

/// <summary>A rule file that was listed, and what came of fetching it.</summary>
/// <param name="Found">What to remember it by.</param>
/// <param name="File">Its content, or what is wrong with it; null when that is not known.</param>
/// <param name="Failure">Why the bucket could not be asked.</param>
internal readonly record struct FetchedRule(RuleObject Found, LoadedRuleFile? File, BucketException? Failure)
{
    /// <summary>Fetches a rule file, unless the listing says already that it is too long.</summary>
    public static async Task<FetchedRule> OfAsync(BucketClient client, RuleObject found, CancellationToken cancellationToken)
    {
        if (found.Object.Length > AccessLimits.FileBytes)
        {
            return new(found, Unusable(found, RuleFileErrorKind.TooLarge, $"the file is longer than {AccessLimits.FileBytes} bytes"), null);
        }

        try
        {
            // One that is gone meanwhile is missing in the next listing, too.
            var content = await client.GetAsync(found.Object.Key, AccessLimits.FileBytes, cancellationToken);
            return new(found, content is null ? null : LoadedRuleFile.Of(found.Directory, content), null);
        }
        catch (BucketException refused) when (refused.IsRefusal)
        {
            // Without its tag, so that it is asked for again.
            return new(found with { Object = default }, Unusable(found, RuleFileErrorKind.Unreadable, "the file can't be read"), null);
        }
        catch (BucketException failure)
        {
            return new(found, null, failure);
        }
    }

    private static LoadedRuleFile Unusable(RuleObject found, RuleFileErrorKind kind, string text) =>
        new(found.Directory, null, new RuleFileReading(null, new RuleFileError(kind, 0, text)));
}
