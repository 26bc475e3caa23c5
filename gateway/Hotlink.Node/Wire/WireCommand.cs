using System.CommandLine;
using System.Text;
using Hotlink.Protocol;

namespace Hotlink.Node.Wire;

/// <summary><c>wire decode</c> and <c>wire encode</c>: the codec by hand, one frame per line.</summary>
internal static class WireCommand
{
    public static Command Create() => new("wire", "Translate frames of the wire protocol, one per line, from standard input to standard output.")
    {
        Translate("decode", "Lines of hex (binary frames) or JSON (text frames) become JSON frames.", FrameText.TryDecode),
        Translate("encode", "Lines of JSON become MessagePack frames in hex.", FrameText.TryEncode),
    };

    private static Command Translate(string name, string description, FrameTranslation.Translator translator)
    {
        var command = new Command(name, description);
        command.SetAction(_ => Run(translator));
        return command;
    }

    private static int Run(FrameTranslation.Translator translator)
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        using var input = new StreamReader(Console.OpenStandardInput(), utf8);
        using var output = new StreamWriter(Console.OpenStandardOutput(), utf8);
        return new FrameTranslation(translator, FrameLimits.Default).Run(input, output);
    }
}
