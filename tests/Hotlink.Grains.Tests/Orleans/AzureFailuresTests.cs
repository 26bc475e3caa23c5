using Azure;
using Azure.Identity;
using Hotlink.Silo.Orleans;

namespace Hotlink.Grains.Tests.Orleans;

public sealed class AzureFailuresTests
{
    [Theory]
    [InlineData(403, "AuthenticationFailed", false)]
    [InlineData(400, "InvalidInput", false)]
    [InlineData(409, "TableBeingDeleted", true)]
    [InlineData(408, "OperationTimedOut", true)]
    [InlineData(429, "TooManyRequests", true)]
    [InlineData(500, "InternalError", true)]
    [InlineData(503, "ServerBusy", true)]
    public void Explain_AnAnswer_StatusAndCodeInOneLine(int status, string code, bool mayPass) =>
        Assert.Equal(
            new($"{status} {code}", mayPass), AzureFailures.Explain(new RequestFailedException(status, "The text.\nHeaders:\nAuthorization: secret", code, null)));

    [Fact]
    public void Explain_AnAnswerWithoutACode_TheStatusByName() =>
        Assert.Equal(new("403 Forbidden", false), AzureFailures.Explain(new RequestFailedException(403, "The text.")));

    [Fact]
    public void Explain_NoAnswer_TheReasonAndItsCause()
    {
        var failure = new RequestFailedException("TLS, see inner exception.\nmore", new IOException("outer", new InvalidDataException("bad certificate")));

        Assert.Equal(new("TLS, see inner exception. bad certificate", true), AzureFailures.Explain(failure));
    }

    [Fact]
    public void Explain_SeveralTries_TheLast()
    {
        var failure = new AggregateException(new RequestFailedException(500, ""), new RequestFailedException("refused", null));

        Assert.Equal(new("refused", true), AzureFailures.Explain(new InvalidOperationException("The table can't be read.", failure)));
    }

    [Fact]
    public void Explain_NoIdentity_ItsFirstLine() =>
        Assert.Equal(new("No token.", true), AzureFailures.Explain(new CredentialUnavailableException("No token.\n- one\n- two")));

    [Fact]
    public void Explain_SomethingElse_Null()
    {
        Assert.Null(AzureFailures.Explain(new InvalidOperationException("", new TimeoutException())));
        Assert.Null(AzureFailures.Explain(new OperationCanceledException()));
    }
}
