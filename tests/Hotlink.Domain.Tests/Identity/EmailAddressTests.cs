using Hotlink.Domain.Identity;

namespace Hotlink.Domain.Tests.Identity;

public sealed class EmailAddressTests
{
    // Wire protocol, section 3.4: what the original takes, less the dangerous forms.
    [Theory]
    [InlineData("a@b.co")]
    [InlineData("A@B.Co")]
    [InlineData("a+b@c.de")]
    [InlineData("client1@sandbox.local")]
    [InlineData("a@-b.co")]
    [InlineData("a@x_y.io")]
    [InlineData("ü@x.io")]
    [InlineData("a@ü.io")]
    [InlineData("a'b@x.io")]
    [InlineData("a%b@x.io")]
    [InlineData("a.b.c@x.y.z")]
    public void IsValid_PlainAddress_IsTaken(string text) => Assert.True(EmailAddress.IsValid(text));

    [Theory]
    [InlineData("a..b@c.de")]
    [InlineData(".a@c.de")]
    [InlineData("a.@c.de")]
    [InlineData("a@b")]
    [InlineData("user@localhost")]
    [InlineData("a@b..co")]
    [InlineData("a@b.co.")]
    [InlineData("a@.b.co")]
    [InlineData(" a@b.co")]
    [InlineData("a@b.co ")]
    [InlineData("a@@b.co")]
    [InlineData("a@b@c.co")]
    [InlineData("@b.co")]
    [InlineData("a@")]
    [InlineData("")]
    [InlineData("a@[1.2.3.4]")]
    [InlineData("a\u00a0b@x.io")]
    [InlineData("a\u200bb@x.io")]
    [InlineData("a\u202eb@x.io")]
    [InlineData("a\0@x.io")]
    [InlineData("a\uD800@x.io")]
    [InlineData("\u212A@x.io")]
    [InlineData("\u0130@x.io")]
    public void IsValid_NoAddress_IsRefused(string text) => Assert.False(EmailAddress.IsValid(text));

    [Theory]
    [InlineData("*@x.io")]
    [InlineData("a/b@x.io")]
    [InlineData("{a}@x.io")]
    [InlineData("\"ab\"@x.io")]
    [InlineData("Al<a@b.co>")]
    [InlineData("<a@b.co>")]
    [InlineData("a@b.co(c)")]
    [InlineData("group:a@b.co;")]
    [InlineData("a:b@x.io")]
    [InlineData("a\\b@x.io")]
    [InlineData("a@x.io;")]
    [InlineData("a?b@x.io")]
    [InlineData("[a]@x.io")]
    [InlineData("a,b@x.io")]
    [InlineData("a@x.io/..")]
    public void IsValid_Pitfall78_DangerousFormIsRefused(string text) => Assert.False(EmailAddress.IsValid(text));

    [Fact]
    public void IsValid_Length_IsCountedInBytes()
    {
        Assert.True(EmailAddress.IsValid(new string('a', 249) + "@b.co"));
        Assert.False(EmailAddress.IsValid(new string('a', 250) + "@b.co"));
        Assert.False(EmailAddress.IsValid(new string('ü', 125) + "@b.co"));
    }

    [Fact]
    public void TryNormalize_Pitfall69_GivesLowerCase()
    {
        Assert.True(EmailAddress.TryNormalize("Bob@X.Io", out var email));
        Assert.Equal("bob@x.io", email);
        Assert.True(EmailAddress.TryNormalize("ÜBER@x.io", out email));
        Assert.Equal("über@x.io", email);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("x")]
    public void TryNormalize_NoAddress_GivesNothing(string? text)
    {
        Assert.False(EmailAddress.TryNormalize(text, out var email));
        Assert.Empty(email);
    }

    [Fact]
    public void Normalize_LowerCase_IsTheSameObject()
    {
        var text = "bob@x.io";
        Assert.Same(text, EmailAddress.Normalize(text));
    }

    [Fact]
    public void Of_User_IsTheStartOfItsHash() => Assert.Equal("cb6a7c1e41aa9ece", UserHash.Of("bob@x.io"));
}
