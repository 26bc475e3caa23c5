using Hotlink.Client.Streams;

namespace Hotlink.Client.Tests.Streams;

public sealed class CreditWindowTests
{
    [Fact]
    public void Grant_NothingRead_StaysAtTheFirstWindow()
    {
        var credit = new CreditWindow(100, 1000);

        Assert.Equal(100, credit.Limit);
        Assert.Equal(100, credit.Grant());
        Assert.False(credit.IsWorthTelling);
    }

    [Fact]
    public void Grant_RandomReads_NeverGoesBackAndNeverPassesTheWindow()
    {
        var random = new Random(3);
        var credit = new CreditWindow(100, 1000);
        for (var limit = credit.Limit; limit < 100_000;)
        {
            credit.ReadTo(Math.Min(credit.Limit, credit.Read + random.Next(0, 200)));
            var granted = random.Next(3) == 0 ? credit.Grant() : credit.Limit;

            Assert.True(granted >= limit);
            Assert.True(granted - credit.Read <= 1000);
            limit = granted;
        }
    }

    [Fact]
    public void IsWorthTelling_EverythingRead_IsTrue()
    {
        var credit = new CreditWindow(100, 1000);

        credit.ReadTo(100);

        Assert.True(credit.IsWorthTelling);
        Assert.Equal(300, credit.Grant());
    }
}
