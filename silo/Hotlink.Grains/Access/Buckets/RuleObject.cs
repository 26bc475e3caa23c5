namespace Hotlink.Grains.Access.Buckets;

/// <summary>A rule file in a bucket.</summary>
/// <param name="Directory">The directory that it governs.</param>
/// <param name="Object">The object; without a tag where its content has to be looked at, whatever its tag is.</param>
internal readonly record struct RuleObject(string Directory, BucketObject Object);
