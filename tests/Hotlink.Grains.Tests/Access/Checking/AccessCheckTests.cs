using Hotlink.Domain.Access;
using Hotlink.Grains.Access.Checking;

namespace Hotlink.Grains.Tests.Access.Checking;

public sealed class AccessCheckTests
{
    [Fact]
    public async Task RunAsync_Paths_OneLineEach()
    {
        await using var datasites = new TempDatasites();
        datasites.Write("alice@x.io", TempDatasites.Private).Write("alice@x.io/public", TempDatasites.Public);

        var (code, output, errors) = await RunAsync(datasites, new()
        {
            Root = datasites.Root,
            User = "bob@x.io",
            Paths = ["alice@x.io/public/f", "alice@x.io/f", "bob@x.io/f", "carol@x.io/f", "/alice@x.io//public/../f"],
        });

        Assert.Equal(1, code);
        Assert.Empty(errors);
        Assert.Equal(
            [
                "allow  alice@x.io/public/f  alice@x.io/public/syft.pub.yaml: **",
                "deny   alice@x.io/f  no read access (alice@x.io/syft.pub.yaml: **)",
                "allow  bob@x.io/f  owner",
                "deny   carol@x.io/f  no rules available",
                "deny   /alice@x.io//public/../f  no read access (alice@x.io/syft.pub.yaml: **)",
            ],
            Lines(output));
    }

    [Theory]
    [InlineData(AccessLevel.Read, 0)]
    [InlineData(AccessLevel.Write, 1)]
    public async Task RunAsync_Level_DecidesTheExitCode(AccessLevel level, int expected)
    {
        await using var datasites = new TempDatasites();
        datasites.Write("alice@x.io", TempDatasites.Public);
        var (code, _, _) = await RunAsync(datasites, new() { Root = datasites.Root, User = "Bob@X.io", Level = level, Paths = ["alice@x.io/f"] });
        Assert.Equal(expected, code);
    }

    [Fact]
    public async Task RunAsync_BrokenFile_IsReportedBesideTheAnswer()
    {
        await using var datasites = new TempDatasites();
        datasites.Write("alice@x.io", TempDatasites.Public).Write("alice@x.io/s", TempDatasites.Broken);
        var (code, output, errors) = await RunAsync(datasites, new() { Root = datasites.Root, User = "bob@x.io", Paths = ["alice@x.io/s/f"] });
        Assert.Equal(1, code);
        Assert.Equal(["alice@x.io/s/syft.pub.yaml: line 1: rules is not a list; in force: nobody but the owner"], Lines(errors));
        Assert.Single(Lines(output));
    }

    [Fact]
    public async Task RunAsync_SenselessQuestion_IsMisuse()
    {
        await using var datasites = new TempDatasites();
        AccessCheckOptions[] senseless =
        [
            new() { Root = datasites.PathOf("none"), User = "bob@x.io", Paths = ["a"] },
            new() { Root = datasites.Root, Paths = ["a"] },
            new() { Root = datasites.Root, User = "bob@x.io" },
            new() { Root = datasites.Root, Batch = true, Paths = ["a"] },
        ];
        foreach (var options in senseless)
        {
            var (code, output, errors) = await RunAsync(datasites, options);
            Assert.Equal(2, code);
            Assert.Empty(output);
            Assert.Single(Lines(errors));
        }
    }

    [Fact]
    public async Task RunAsync_Batch_AnswersEveryLine()
    {
        await using var datasites = new TempDatasites();
        datasites.Write("alice@x.io", TempDatasites.Private).Write("alice@x.io/public", TempDatasites.Public);
        string[] questions =
        [
            """{"path":"alice@x.io/public/f","user":"bob@x.io","level":"read"}""",
            """{"level":"Write","user":"bob@x.io","path":"alice@x.io/public/f","more":[1]}""",
            """{"path":"/bob@x.io//f","user":"Bob@x.io","level":"admin"}""",
            """{"path":"carol@x.io/f","user":"bob@x.io"}""",
            "",
            "nonsense",
            "[1]",
            """{"user":"bob@x.io","level":"read"}""",
            """{"path":"a","level":"read"}""",
            """{"path":1,"user":"bob@x.io","level":"read"}""",
            """{"path":"a","user":"bob@x.io","level":"4"}""",
            """{"path":"a\ud800","user":"bob@x.io","level":"read"}""",
            $$"""{"path":"{{new string('a', AccessBatch.MaxLineLength)}}","user":"bob@x.io"}""",
            """{"path":"alice@x.io/f","user":"","level":"read"}""",
            """{"path":"alice@x.io/public/é+f","user":"bob@x.io","level":"read"}""",
        ];

        var (code, output, _) = await RunAsync(datasites, new() { Root = datasites.Root, Batch = true }, string.Join('\n', questions));

        Assert.Equal(0, code);
        Assert.Equal(
            [
                """{"allow":true,"rule":"alice@x.io/public/syft.pub.yaml: **"}""",
                """{"allow":false,"rule":"alice@x.io/public/syft.pub.yaml: **"}""",
                """{"allow":true,"rule":"owner"}""",
                """{"allow":false,"rule":null}""",
                """{"allow":false,"rule":null,"error":"the line is not JSON"}""",
                """{"allow":false,"rule":null,"error":"the line is not a JSON object"}""",
                """{"allow":false,"rule":null,"error":"path is missing or not a text"}""",
                """{"allow":false,"rule":null,"error":"user is missing or not a text"}""",
                """{"allow":false,"rule":null,"error":"path is missing or not a text"}""",
                """{"allow":false,"rule":null,"error":"level is none of read, create, write, admin"}""",
                """{"allow":false,"rule":null,"error":"path is missing or not a text"}""",
                """{"allow":false,"rule":null,"error":"the line is longer than 65536 characters"}""",
                """{"allow":false,"rule":null}""",
                """{"allow":true,"rule":"alice@x.io/public/syft.pub.yaml: **"}""",
            ],
            Lines(output));
    }

    [Fact]
    public async Task RunAsync_BatchDefaults_ComeFromTheOptions()
    {
        await using var datasites = new TempDatasites();
        datasites.Write("alice@x.io", TempDatasites.Public);
        var options = new AccessCheckOptions { Root = datasites.Root, Batch = true, User = "bob@x.io", Level = AccessLevel.Write };
        var (_, output, _) = await RunAsync(datasites, options, """{"path":"alice@x.io/f"}""" + "\r\n" + """{"path":"alice@x.io/f","level":"read"}""");
        Assert.Equal([false, true], Lines(output).Select(line => line.Contains("true", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("READ", true)]
    [InlineData("create", true)]
    [InlineData("1", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void TryParse_LevelName_IsExactButForCase(string? name, bool expected) =>
        Assert.Equal(expected, AccessLevelNames.TryParse(name, out _));

    private static async Task<(int Code, string Output, string Errors)> RunAsync(TempDatasites datasites, AccessCheckOptions options, string input = "")
    {
        Assert.True(Directory.Exists(datasites.Root));
        var (output, errors) = (new StringWriter(), new StringWriter());
        var check = new AccessCheck(new StringReader(input), output, errors, TimeProvider.System);
        var code = await check.RunAsync(options, TempDatasites.Token);
        return (code, output.ToString(), errors.ToString());
    }

    private static string[] Lines(string text) => text.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
}
