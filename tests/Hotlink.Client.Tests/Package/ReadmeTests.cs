using System.Text.RegularExpressions;
using Hotlink.Client.Tests.Kit;
using Hotlink.Testing.Hosting;
using Hotlink.Testing.Waiting;

namespace Hotlink.Client.Tests.Package;

/// <summary>What the README shows is what is compiled, and works.</summary>
public sealed partial class ReadmeTests : ClientTest
{
    [Fact]
    public async Task Sample_TwoParties_CopiesAFile()
    {
        var relay = await StartRelayAsync();
        using var folder = new TemporaryFolder();
        var (source, target) = (Path.Combine(folder.Path, "source"), Path.Combine(folder.Path, "target"));
        await File.WriteAllBytesAsync(source, Hotlink.Testing.Streams.StreamPattern.At(1, 3_000_000), Cancellation);

        await Task.WhenAll(
            ReadmeSample.ReceiveAsync(relay.Address, Bob, Alice, target), ReadmeSample.SendAsync(relay.Address, Alice, Bob, source)).SoonAsync();

        Assert.Equal(await File.ReadAllBytesAsync(source, Cancellation), await File.ReadAllBytesAsync(target, Cancellation));
    }

    [Theory]
    [InlineData("send")]
    [InlineData("receive")]
    public void Readme_Sample_IsTheCompiledOne(string part)
    {
        var compiled = File.ReadAllText(RepositoryRoot.At("tests", "Hotlink.Client.Tests", "Package", "ReadmeSample.cs"));
        var readme = File.ReadAllText(RepositoryRoot.At("client", "Hotlink.Client", "README.md"));
        var code = Regex.Match(compiled, $"// <{part}>\n(.*?)        // </{part}>", RegexOptions.Singleline).Groups[1].Value;

        Assert.Contains(Indentation().Replace(code, ""), readme, StringComparison.Ordinal);
    }

    [GeneratedRegex("^        ", RegexOptions.Multiline)]
    private static partial Regex Indentation();
}
