using Hotlink.Protocol;

namespace Hotlink.Node.Wire;

/// <summary>Translates frames line by line; each line in gives one line out, a refused one <c>error: </c> and the reason.</summary>
internal sealed class FrameTranslation(FrameTranslation.Translator translate, FrameLimits limits)
{
    // Two digits and a blank per byte.
    private const int CharsPerByte = 3;

    /// <summary>Translates one line; false with the reason where it is refused.</summary>
    internal delegate bool Translator(string line, FrameLimits limits, out string result);

    /// <summary>Translates until the input ends. Returns the exit code: 0 when every line was accepted, else 1.</summary>
    public int Run(TextReader input, TextWriter output)
    {
        var maxLength = (int)Math.Min(int.MaxValue, CharsPerByte * (long)limits.MaxFrameBytes);
        var lines = new BoundedLineReader(input, maxLength, output.Flush);
        var exitCode = 0;
        while (lines.TryRead(out var line))
        {
            if (!TryTranslate(line, out var result))
            {
                exitCode = 1;
                output.Write("error: ");
            }

            output.Write(result);
            output.Write('\n');
        }

        output.Flush();
        return exitCode;
    }

    private bool TryTranslate(string? line, out string result)
    {
        if (line is null)
        {
            result = new ProtocolViolation(ViolationKind.TooLarge).Text;
            return false;
        }

        return translate(line, limits, out result);
    }
}
