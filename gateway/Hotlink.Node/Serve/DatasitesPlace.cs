using Hotlink.Grains.Abstractions.Datasites;

namespace Hotlink.Node.Serve;

/// <summary>Where the datasites are: what <c>--datasites</c> names, whatever the working directory of the node.</summary>
internal static class DatasitesPlace
{
    /// <summary>A bucket as it is, a folder with its whole path.</summary>
    public static string Of(string datasites) =>
        BucketLocation.IsBucket(datasites) && BucketLocation.TryParse(datasites, out var bucket, out _) ? bucket.ToString() : Path.GetFullPath(datasites);
}
