using Hotlink.Node.Serve;

namespace Hotlink.System.Tests.Node;

public sealed class DatasitesPlaceTests
{
    // A node of `cluster up` has a working directory of its own.
    [Fact]
    public void Of_Folder_IsItsWholePath() => Assert.Equal(Path.GetFullPath("sites"), DatasitesPlace.Of("sites"));

    [Fact]
    public void Of_Bucket_StaysOne() => Assert.StartsWith("s3://sites/east", DatasitesPlace.Of("s3://sites/east"), StringComparison.Ordinal);
}
