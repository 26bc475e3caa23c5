using Hotlink.Node.Wire;
using Hotlink.Protocol.Tests.Vectors;

namespace Hotlink.Protocol.Tests.Wire;

public sealed class FrameTranslationTests
{
    private const string Accept = "{\"id\":\"a\",\"typ\":10,\"dat\":{\"sid\":\"s1\"}}";
    private const string AcceptHex = "5342010183a26964a161a3747970cd000aa3646174c40881a3736964a27331";

    public static TheoryData<string> FromGo => WireVector.Ids(vector => vector.Origin == "go");

    [Theory]
    [MemberData(nameof(FromGo))]
    public void Run_FrameOfGo_TranslatesBothWays(string id)
    {
        var vector = WireVector.Of(id);

        Assert.Equal((0, vector.Json + "\n"), Decode(vector.Hex!));
        Assert.Equal((0, vector.Hex + "\n"), Encode(vector.Json!));
    }

    [Theory]
    [InlineData(AcceptHex)]
    [InlineData("5342010183A26964A161A3747970CD000AA3646174C40881A3736964A27331")]
    [InlineData("53 42 01 01  83a26964 a161\ta3747970 cd000a a3646174 c408 81a3736964a27331")]
    [InlineData(" {\"ID\":\"a\",\"typ\":10,\"dat\":{\"sid\":\"s1\"}}\r")]
    public void Run_AnyFormOfAFrame_IsDecoded(string line) => Assert.Equal((0, Accept + "\n"), Decode(line));

    [Fact]
    public void Run_RefusedLines_KeepTheirPlaceAndSetTheExitCode()
    {
        var (exitCode, output) = Decode($"{AcceptHex}\n\nnot hex\n5342\nabc\n{Accept}\n");

        Assert.Equal(1, exitCode);
        Assert.Equal(
            [
                Accept,
                "error: unexpected end of input",
                "error: malformed JSON",
                "error: binary frame without the SB envelope",
                "error: malformed JSON",
                Accept,
                "",
            ],
            output.Split('\n'));
    }

    [Fact]
    public void Run_Encode_TakesOnlyJson()
    {
        var (exitCode, output) = Encode($"{AcceptHex}\n{Accept}");

        Assert.Equal(1, exitCode);
        Assert.Equal(["error: wrong type", AcceptHex, ""], output.Split('\n'));
    }

    [Fact]
    public void Run_NoInput_WritesNothing() => Assert.Equal((0, ""), Decode(""));

    [Fact]
    public void Run_LineBeyondTheLimit_IsRefusedAndTheNextOneRead()
    {
        var limits = new FrameLimits { MaxFrameBytes = 100 };
        var output = new StringWriter();

        var exitCode = new FrameTranslation(FrameText.TryDecode, limits)
            .Run(new StringReader($"{new string('0', 100_000)}\n{new string('0', 202)}\n{Accept}"), output);

        Assert.Equal(1, exitCode);
        Assert.Equal($"error: frame too large\nerror: frame too large\n{Accept}\n", output.ToString());
    }

    [Fact]
    public void Run_AnswersBeforeItWaitsForMore()
    {
        var output = new StringWriter();
        var seen = new List<string>();

        var input = new DrippingReader([$"{Accept}\n", "x\n"], () => seen.Add(output.ToString()));
        new FrameTranslation(FrameText.TryDecode, FrameLimits.Default).Run(input, output);

        Assert.Equal(["", $"{Accept}\n", $"{Accept}\nerror: malformed JSON\n"], seen);
    }

    [Fact]
    public void Create_Command_HasBothDirections() =>
        Assert.Equal(["decode", "encode"], WireCommand.Create().Subcommands.Select(command => command.Name));

    private static (int ExitCode, string Output) Decode(string input) => Run(FrameText.TryDecode, input);

    private static (int ExitCode, string Output) Encode(string input) => Run(FrameText.TryEncode, input);

    private static (int ExitCode, string Output) Run(FrameTranslation.Translator translator, string input)
    {
        var output = new StringWriter();
        var exitCode = new FrameTranslation(translator, FrameLimits.Default).Run(new StringReader(input), output);
        return (exitCode, output.ToString());
    }
}
