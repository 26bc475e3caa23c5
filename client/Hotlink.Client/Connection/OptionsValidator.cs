using System.Net.Mail;

namespace Hotlink.Client.Connection;

/// <summary>Finds everything that is wrong with options, not only the first.</summary>
internal static class OptionsValidator
{
    private const int LeastWindow = 256 * 1024;

    /// <summary>Checks options.</summary>
    /// <exception cref="ArgumentException">Something is out of range.</exception>
    public static void Check(HotlinkClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var problems = Problems(options).ToArray();
        if (problems.Length > 0)
        {
            throw new ArgumentException(string.Join(' ', problems), nameof(options));
        }
    }

    private static IEnumerable<string> Problems(HotlinkClientOptions options)
    {
        if (options.ServerUri is not { IsAbsoluteUri: true, Scheme: "http" or "https" or "ws" or "wss" })
        {
            yield return $"{nameof(options.ServerUri)} has to be an absolute http, https, ws or wss address.";
        }

        if (!IsEmail(options.User))
        {
            yield return $"{nameof(options.User)} has to be an email.";
        }

        if (options.Encodings is null || options.ClientVersion is null || options.TimeProvider is null)
        {
            yield return "A property that has a default was set to null.";
        }

        foreach (var (name, value, least, most) in Numbers(options))
        {
            if (value < least || value > most)
            {
                yield return $"{name} is {value}; it has to be from {least} to {most}.";
            }
        }

        foreach (var (name, value) in Times(options))
        {
            if (value <= TimeSpan.Zero || value > TimeSpan.FromDays(1))
            {
                yield return $"{name} is {value}; it has to be more than zero and at most a day.";
            }
        }
    }

    private static IEnumerable<(string Name, int Value, int Least, int Most)> Numbers(HotlinkClientOptions options) =>
    [
        (nameof(options.WindowBytes), options.WindowBytes, LeastWindow, int.MaxValue / 2),
        (nameof(options.ChunkBytes), options.ChunkBytes, 4096, 256 * 1024),
        (nameof(options.OfferCount), options.OfferCount, 1, 65_536),
        (nameof(options.NoticeBytes), options.NoticeBytes, 1024, int.MaxValue),
    ];

    private static IEnumerable<(string Name, TimeSpan Value)> Times(HotlinkClientOptions options) =>
    [
        (nameof(options.ConnectTimeout), options.ConnectTimeout),
        (nameof(options.ReconnectDelay), options.ReconnectDelay),
        (nameof(options.ReconnectMaxDelay), options.ReconnectMaxDelay),
        (nameof(options.PingInterval), options.PingInterval),
        (nameof(options.PingTimeout), options.PingTimeout),
        (nameof(options.AcceptTimeout), options.AcceptTimeout),
        (nameof(options.OfferTimeout), options.OfferTimeout),
        (nameof(options.GreetingTimeout), options.GreetingTimeout),
        (nameof(options.ResumeWindow), options.ResumeWindow),
        (nameof(options.GapTimeout), options.GapTimeout),
        (nameof(options.StallTime), options.StallTime),
        (nameof(options.CloseTimeout), options.CloseTimeout),
        (nameof(options.FileTimeout), options.FileTimeout),
    ];

    private static bool IsEmail(string? text) =>
        text is not null && MailAddress.TryCreate(text, out var address) && address.Address == text && !text.AsSpan().ContainsAny("/\\ ");
}
