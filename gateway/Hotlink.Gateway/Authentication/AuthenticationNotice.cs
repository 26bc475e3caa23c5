using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Hotlink.Gateway.Authentication;

/// <summary>Says at the start how peers are identified, and says it loudly when they are not.</summary>
internal sealed partial class AuthenticationNotice(IOptions<AuthOptions> options, ILogger<AuthenticationNotice> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        switch (options.Value)
        {
            case { Mode: not AuthMode.Off }:
                LogOn();
                break;
            case { ForceInsecure: true }:
                LogForced();
                break;
            default:
                LogOff();
                break;
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(1101, LogLevel.Information, "Peers are identified by access tokens")]
    private partial void LogOn();

    [LoggerMessage(1102, LogLevel.Warning, "AUTHENTICATION IS OFF: every program on this machine can be any user")]
    private partial void LogOff();

    [LoggerMessage(1103, LogLevel.Warning, "AUTHENTICATION IS OFF BY FORCE: everyone who can reach this address can be any user")]
    private partial void LogForced();
}
