namespace Hotlink.Grains.Access.Buckets;

/// <summary>Configuration section <c>Bucket</c>: how a bucket of datasites is followed.</summary>
public sealed class BucketOptions
{
    /// <summary>The name of the section.</summary>
    public const string Section = "Bucket";

    /// <summary>The time between the beginnings of two looks at the bucket; default 1 s. One that takes longer is followed by a pause as long.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause between two looks while the bucket can't be reached; default 10 s.</summary>
    public TimeSpan RetryInterval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long one request may take; default 5 s.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The most pages, of 1,000 objects each, that a look goes through; default 1,000.</summary>
    public int MaximumPagesCount { get; set; } = 1000;
}
