"""Work to be done: cases from the first report to the proven solution, their catalogue, photos and supervision; public
notices, tasks and questionnaires.
"""
