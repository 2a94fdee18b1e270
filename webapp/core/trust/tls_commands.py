"""`flask tls HOST PORT`: makes the authority and certificate for https and prints how a phone comes to trust them."""

from pathlib import Path

import click
import segno
from flask import current_app
from flask.cli import with_appcontext

from webapp.core.trust import tls


def tls_folder() -> Path:
    folder: Path = current_app.config["SETTINGS"].folder
    return folder / "tls"


@click.command("tls")
@click.argument("host")
@click.argument("port")
@with_appcontext
def make_papers(host: str, port: str) -> None:
    """Makes the certificate for HOST; shows the address as a QR code and the two steps for a phone."""
    addresses = tls.own_addresses(host)
    made = tls.papers(tls_folder(), addresses)
    url = f"https://{f'[{addresses[0]}]' if ':' in addresses[0] else addresses[0]}:{port}"
    segno.make(f"{url}/trust", error="l").terminal(compact=True)
    click.echo(f"手机和这台电脑连同一个网络，扫上面的码，或打开 {url}/trust")
    click.echo("  1. 第一次会提示“不安全”，选“继续”，下载证书；核对指纹开头：" + tls.fingerprint(tls_folder()))
    click.echo("  2. 在手机设置里安装并信任这张证书，再打开 " + url)
    if made.replaced_authority:
        click.echo("证书是新做的：以前装过的手机要再装一次。")
