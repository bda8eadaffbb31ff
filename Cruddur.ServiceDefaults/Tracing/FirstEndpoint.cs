using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Cruddur.ServiceDefaults.Tracing;

/// <summary>The request's endpoint, and the one it had before an error page took over.</summary>
/// <remarks>
/// Exception handlers and status code pages run the pipeline a second time, for another endpoint, and leave a feature that knows the first.
/// Status code pages take theirs back when they are done, so it is read when the second endpoint comes.
/// </remarks>
internal sealed class FirstEndpoint(IFeatureCollection features) : IEndpointFeature
{
    private Endpoint? _endpoint;
    private Endpoint? _first;
    private bool _errorPage;

    public Endpoint? Endpoint
    {
        get => _endpoint;
        set
        {
            if (!_errorPage)
                NoteErrorPage();
            _endpoint = value;
        }
    }

    public Endpoint? First
    {
        get
        {
            // A handler that is no endpoint itself takes the first one away, and brings no second.
            if (!_errorPage)
                NoteErrorPage();
            return _errorPage ? _first : _endpoint;
        }
    }

    private void NoteErrorPage()
    {
        var exception = features.Get<IExceptionHandlerFeature>();
        var status = features.Get<IStatusCodeReExecuteFeature>();
        if (exception is not null || status is not null)
            (_errorPage, _first) = (true, exception?.Endpoint ?? status?.Endpoint);
    }
}
