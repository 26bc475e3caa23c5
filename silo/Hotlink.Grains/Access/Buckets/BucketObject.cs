namespace Hotlink.Grains.Access.Buckets;

/// <summary>An object as a listing shows it.</summary>
/// <param name="Key">Its key.</param>
/// <param name="ETag">Changes with its content.</param>
/// <param name="Length">Its size in bytes.</param>
internal readonly record struct BucketObject(string Key, string ETag, long Length);
