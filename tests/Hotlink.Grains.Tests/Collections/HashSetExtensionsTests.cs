using Hotlink.Grains.Collections;

namespace Hotlink.Grains.Tests.Collections;

public sealed class HashSetExtensionsTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(1000)]
    public void RemoveAndTrim_LastItem_KeepsRoomForAFew(int count)
    {
        HashSet<int> set = [.. Enumerable.Range(0, count)];
        Assert.All(Enumerable.Range(1, count - 1), item => Assert.True(set.RemoveAndTrim(item)));
        Assert.False(set.RemoveAndTrim(1));
        Assert.InRange(set.Capacity, count, int.MaxValue);
        Assert.True(set.RemoveAndTrim(0));
        Assert.InRange(set.Capacity, 0, 64);
        Assert.True(set.Add(1));
    }
}
