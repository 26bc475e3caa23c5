using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.RegularExpressions;

namespace Hotlink.Grains.Abstractions.Datasites;

/// <summary>
/// Where datasites lie in an S3-compatible bucket: <c>s3://BUCKET/PREFIX?endpoint=URL&amp;region=NAME&amp;path-style=true</c>. Prefix and
/// options may be left out. Keys are no part of it: they come from where AWS clients look for them. Thread-safe.
/// </summary>
/// <param name="Bucket">The bucket's name: 3 to 63 of <c>a-z 0-9 . -</c>.</param>
/// <param name="Prefix">What every key begins with: empty, or a canonical path and a slash.</param>
/// <param name="Endpoint">The server; null is that of AWS.</param>
/// <param name="Region">The region; null is what the environment says, and <c>us-east-1</c> where it says nothing.</param>
/// <param name="IsPathStyle">The bucket is named in the path, not in the host; default true with an endpoint, else false.</param>
public sealed partial record BucketLocation(string Bucket, string Prefix, Uri? Endpoint, string? Region, bool IsPathStyle)
{
    /// <summary>The longest key, in bytes of UTF-8 (S3 User Guide, "Naming Amazon S3 objects").</summary>
    public const int MaxKeyBytes = 1024;

    private const string Scheme = "s3://";

    /// <summary>True when a setting means a bucket; otherwise it means a folder.</summary>
    public static bool IsBucket(string? setting) => setting?.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Reads a setting.</summary>
    /// <param name="setting">The setting, for which <see cref="IsBucket"/> holds.</param>
    /// <param name="location">What it means; null when it can't be used.</param>
    /// <param name="error">What is wrong with it, for people; never quotes it. Null when it can be used.</param>
    public static bool TryParse(string setting, [NotNullWhen(true)] out BucketLocation? location, [NotNullWhen(false)] out string? error)
    {
        ArgumentNullException.ThrowIfNull(setting);
        location = null;
        var parts = (IsBucket(setting) ? setting[Scheme.Length..] : "").Split('?', 2);
        var place = parts[0].Split('/', 2);
        var prefix = place.Length > 1 ? place[1].Trim('/') : "";
        if (!BucketName().IsMatch(place[0]))
        {
            error = "has no bucket's name: 3 to 63 of a-z, 0-9, '.' and '-'";
        }
        else if (prefix.Length > 0 && !Domain.Paths.CanonicalPath.IsCanonical(prefix))
        {
            error = "has a prefix that is not a plain path";
        }
        else if (BucketQuery.TryParse(parts.Length > 1 ? parts[1] : "", out var query, out error))
        {
            location = new(place[0], prefix.Length > 0 ? prefix + "/" : "", query.Endpoint, query.Region, query.IsPathStyle ?? query.Endpoint is not null);
        }

        return location is not null;
    }

    /// <summary>The key of a file.</summary>
    /// <param name="path">The file's path, the owner's email first; canonical.</param>
    /// <param name="key">The key; null when it would be longer than <see cref="MaxKeyBytes"/>.</param>
    public bool TryGetKey(string path, [NotNullWhen(true)] out string? key)
    {
        key = Prefix + path;
        key = Encoding.UTF8.GetByteCount(key) <= MaxKeyBytes ? key : null;
        return key is not null;
    }

    /// <summary>True when what lies in one of the two locations may lie in the other, too.</summary>
    public bool Overlaps(BucketLocation other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Bucket == other.Bucket && Endpoint == other.Endpoint
            && (Prefix.StartsWith(other.Prefix, StringComparison.Ordinal) || other.Prefix.StartsWith(Prefix, StringComparison.Ordinal));
    }

    /// <summary>Bucket, prefix and server, for people.</summary>
    public override string ToString() => Endpoint is null ? $"{Scheme}{Bucket}/{Prefix}" : $"{Scheme}{Bucket}/{Prefix} at {Endpoint}";

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\z", RegexOptions.CultureInvariant)]
    private static partial Regex BucketName();
}
