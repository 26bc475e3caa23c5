using System.Text;
using Hotlink.Gateway.Files;

namespace Hotlink.Gateway.Tests.Files;

public sealed class ManifestStoreTests
{
    private const string Tenant = "default";
    private const string Alice = "alice@example.com";
    private const string Bob = "bob@x.io";
    private readonly ManifestStore _store = new(new ManifestLimits());

    // Hashes of wire-protocol, section 8.
    [Theory]
    [InlineData("*", "public")]
    [InlineData(Bob, "cb6a7c1e41aa9ece")]
    [InlineData(Alice, "ff8d9819fc0e12bf")]
    public void Of_Audience_IsTheHashThatClientsUse(string audience, string hash) => Assert.Equal(hash, AudienceHash.Of(audience));

    // Pitfall 52: only what 9.2 allows is kept.
    [Theory]
    [InlineData(1, Alice, "*", "public", ManifestVerdict.Stored)]
    [InlineData(1, "Alice@Example.com", "*", "public", ManifestVerdict.Stored)]
    [InlineData(1, Alice, Bob, "cb6a7c1e41aa9ece", ManifestVerdict.Stored)]
    [InlineData(1, Bob, "*", "public", ManifestVerdict.NotOwner)]
    [InlineData(1, "", "*", "public", ManifestVerdict.NotOwner)]
    [InlineData(0, Alice, "*", "public", ManifestVerdict.UnknownVersion)]
    [InlineData(2, Alice, "*", "public", ManifestVerdict.UnknownVersion)]
    [InlineData(1, Alice, "", "public", ManifestVerdict.InvalidAudience)]
    [InlineData(1, Alice, "*@x.io", "public", ManifestVerdict.InvalidAudience)]
    [InlineData(1, Alice, "*", "cb6a7c1e41aa9ece", ManifestVerdict.HashMismatch)]
    [InlineData(1, Alice, Bob, "public", ManifestVerdict.HashMismatch)]
    [InlineData(1, Alice, Bob, "CB6A7C1E41AA9ECE", ManifestVerdict.HashMismatch)]
    [InlineData(1, Alice, Bob, "", ManifestVerdict.HashMismatch)]
    [InlineData(1, Alice, Bob, "ff8d9819fc0e12bf", ManifestVerdict.HashMismatch)]
    public void Put_Header_IsChecked_Pitfall52(long version, string datasite, string audience, string hash, object expected)
    {
        Assert.Equal((ManifestVerdict)expected, _store.Put(Tenant, Alice, new ManifestHeader(version, datasite, audience, hash), "m"u8));
        Assert.Equal((ManifestVerdict)expected == ManifestVerdict.Stored ? 1 : 0, _store.For(Tenant, Bob).Count);
    }

    [Fact]
    public void For_User_IsThePublicOnesAndItsOwn()
    {
        Put(Alice, Bob, "for bob");
        Put(Alice, "*", "for all");
        Put(Alice, "carol@y.org", "for carol");
        Put("dave@z.net", "*", "from dave");
        Assert.Equal(["for all", "from dave", "for bob"], For(Bob));
        Assert.Equal(["for all", "from dave"], For("eve@z.net"));
    }

    [Fact]
    public void For_Owner_HasNothingOfItsOwn()
    {
        Put(Alice, "*", "for all");
        Put(Alice, Alice, "for herself");
        Assert.Empty(For(Alice));
    }

    [Fact]
    public void For_OtherTenant_IsEmpty()
    {
        Put(Alice, "*", "for all");
        Assert.Empty(_store.For("other", Bob));
    }

    [Fact]
    public void For_AudienceWrittenInUpperCase_ReachesTheUser()
    {
        var hash = AudienceHash.Of("Bob@X.io");
        Assert.Equal(ManifestVerdict.Stored, _store.Put(Tenant, Alice, new ManifestHeader(1, Alice, "Bob@X.io", hash), "m"u8));
        Assert.Equal(["m"], For(Bob));
    }

    [Fact]
    public void Put_Again_ReplacesAndKeepsItsOwnCopy()
    {
        Put(Alice, "*", "first");
        var frame = "second"u8.ToArray();
        _store.Put(Tenant, Alice, new ManifestHeader(1, Alice, "*", "public"), frame);
        frame.AsSpan().Clear();
        Assert.Equal(["second"], For(Bob));
    }

    [Fact]
    public void Put_LargerThanTheBound_IsRefused()
    {
        var store = new ManifestStore(new ManifestLimits { ManifestBytes = 4 });
        Assert.Equal(ManifestVerdict.TooLarge, store.Put(Tenant, Alice, new ManifestHeader(1, Alice, "*", "public"), "12345"u8));
    }

    [Fact]
    public void Put_PastTheBoundOfADatasite_TheOldestOfThatDatasiteGo()
    {
        var store = new ManifestStore(new ManifestLimits { DatasiteCount = 2 });
        Put(store, "dave@z.net", "*", "dave");
        Put(store, Alice, "*", "one");
        Put(store, Alice, Bob, "two");
        Put(store, Alice, "*", "one again");
        Put(store, Alice, "carol@y.org", "three");
        Assert.Equal(["dave", "one again"], For(store, Bob));
        Assert.Equal(["dave", "one again", "three"], For(store, "carol@y.org"));
    }

    [Fact]
    public void Put_PastTheBytesOfADatasite_TheOldestOfThatDatasiteGo()
    {
        var store = new ManifestStore(new ManifestLimits { DatasiteBytes = 10 });
        Put(store, "dave@z.net", "*", "12345678");
        Put(store, Alice, "*", "1234");
        Put(store, Alice, Bob, "1234567");
        Assert.Equal(["12345678", "1234567"], For(store, Bob));
    }

    [Fact]
    public void Put_PastTheBoundOfATenant_OtherTenantsKeepTheirs()
    {
        var store = new ManifestStore(new ManifestLimits { TenantCount = 3 });
        store.Put("other", Alice, new ManifestHeader(1, Alice, "*", "public"), "other"u8);
        for (var i = 0; i < 10; i++)
        {
            Put(store, $"u{i}@x.io", "*", $"{i}");
        }

        Assert.Equal(["7", "8", "9"], For(store, Bob));
        Assert.Single(store.For("other", Bob));
    }

    [Fact]
    public void Put_RandomSequence_AgreesWithAPlainList()
    {
        var random = new Random(52);
        var store = new ManifestStore(new ManifestLimits { DatasiteCount = 3, TenantCount = 7 });
        var model = new List<(string Datasite, string Audience, string Frame)>();
        for (var step = 0; step < 2_000; step++)
        {
            var (datasite, audience) = ($"d{random.Next(4)}@x.io", random.Next(3) == 0 ? "*" : $"u{random.Next(4)}@x.io");
            Put(store, datasite, audience, $"{step}");
            model.RemoveAll(entry => entry.Datasite == datasite && entry.Audience == audience);
            model.Add((datasite, audience, $"{step}"));
            if (model.Count(entry => entry.Datasite == datasite) > 3)
            {
                model.Remove(model.First(entry => entry.Datasite == datasite));
            }
            else if (model.Count > 7)
            {
                model.RemoveAt(0);
            }

            var expected = model.Where(entry => entry.Audience == "*").Concat(model.Where(entry => entry.Audience == "u1@x.io"));
            Assert.Equal(expected.Select(entry => entry.Frame), For(store, "u1@x.io"));
        }
    }

    private static void Put(ManifestStore store, string datasite, string audience, string frame) =>
        Assert.Equal(
            ManifestVerdict.Stored,
            store.Put(
                Tenant, datasite, new ManifestHeader(1, datasite, audience, AudienceHash.Of(audience)), Encoding.UTF8.GetBytes(frame)));

    private static IEnumerable<string> For(ManifestStore store, string user) =>
        store.For(Tenant, user).Select(frame => Encoding.UTF8.GetString(frame.Span));

    private void Put(string datasite, string audience, string frame) => Put(_store, datasite, audience, frame);

    private IEnumerable<string> For(string user) => For(_store, user);
}
