using System.Globalization;
using System.Security.Cryptography;

namespace Hotlink.Devstack.Stacks;

/// <summary>The name of one run: the minute it began in, and something random, so that two never have the same.</summary>
internal static class RunId
{
    private const int RandomBytes = 4;

    public static string Create(DateTimeOffset now) => string.Create(
        CultureInfo.InvariantCulture, $"{now.ToUnixTimeSeconds() / 60}-{RandomNumberGenerator.GetHexString(RandomBytes * 2, lowercase: true)}");

    public static bool IsValid(string text) =>
        text.Length is > 0 and <= 64 && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-') && text[0] != '-';
}
