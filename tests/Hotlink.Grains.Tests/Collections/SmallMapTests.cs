using Hotlink.Grains.Collections;

namespace Hotlink.Grains.Tests.Collections;

public sealed class SmallMapTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(40)]
    public void SmallMap_ItemsAddedAndRemoved_IsWhatADictionaryIs(int count)
    {
        var map = default(SmallMap<string, string>);
        var expected = new Dictionary<string, string>();
        for (var i = 0; i < count; i++)
        {
            map.Add($"key{i}", $"value{i}");
            expected.Add($"key{i}", $"value{i}");
            Check();
        }

        foreach (var i in Enumerable.Range(0, count).OrderBy(i => i * 7 % 5).ThenBy(i => i))
        {
            Assert.Equal($"value{i}", map.Remove($"key{i}"));
            Assert.Null(map.Remove($"key{i}"));
            expected.Remove($"key{i}");
            Check();
        }

        void Check()
        {
            Assert.Equal(expected.Count, map.Count);
            Assert.Equal(expected.Values.Order(), map.Values.Order());
            Assert.All(Enumerable.Range(0, count), i => Assert.Equal(expected.GetValueOrDefault($"key{i}"), map.Find($"key{i}")));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(12)]
    public void Add_KeyThatIsThere_IsRefused(int count)
    {
        var map = default(SmallMap<string, string>);
        for (var i = 0; i < count; i++)
        {
            map.Add($"key{i}", "value");
        }

        Assert.Throws<ArgumentException>(() => map.Add("key0", "other"));
        Assert.Equal("value", map.Find("key0"));
    }
}
