namespace Hotlink.Grains.Access.Buckets;

/// <summary>A bucket could not be asked, or refused.</summary>
/// <param name="reason">Why, in few words without anything of the request: it may be logged.</param>
/// <param name="isRefusal">The server answered, and will answer the same again.</param>
/// <param name="inner">What the client threw.</param>
internal sealed class BucketException(string reason, bool isRefusal, Exception inner) : IOException(reason, inner)
{
    public bool IsRefusal { get; } = isRefusal;
}
